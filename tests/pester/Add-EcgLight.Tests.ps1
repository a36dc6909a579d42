# Add-EcgLight on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgLight' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgLight Shadow -Shape Hand -Strength 0.3 -Position 0.2, 0.8 -Softness 0.1 -Size 0.6).Stages[1]
            $stage.Type, $stage.Shape, $stage.Strength, $stage.X, $stage.Y, $stage.Softness, $stage.Size | Should -Be Shadow, Hand, 0.3, 0.2, 0.8, 0.1, 0.6
        }
        It 'is drawn by the seed where nothing is given' {
            ($page | Add-EcgLight).Stages[1] | Should -Be ($page | Add-EcgLight).Stages[1]
        }
    }
    Context 'Image and truth' {
        It 'the image changes, the truth does not' {
            $lit = $page | Add-EcgLight Gradient
            Get-Hash $lit | Should -Not -Be (Get-Hash $page)
            "$(($lit | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
        It 'are unchanged by neutral light of strength 0' { Get-Hash ($page | Add-EcgLight Gradient -Strength 0 -Kelvin 6500) | Should -Be (Get-Hash $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgLight Point -Height 2 } | Should -Throw }
        It 'refuse what a kind of light does not have' { { $page | Add-EcgLight Vignette -Height 200 -ErrorAction Stop } | Should -Throw '*height*' }
    }
}
