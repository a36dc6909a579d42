# Add-EcgDenoise on a user's machine: strength, radius, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgDenoise' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgDenoise 0.5 -Radius 3).Stages[1]
            $stage.Strength, $stage.Radius | Should -Be 0.5, 3
        }
        It 'is drawn by the seed where nothing is given' { ($page | Add-EcgDenoise).Stages[1] | Should -Be ($page | Add-EcgDenoise).Stages[1] }
    }
    Context 'The image' {
        It 'is smoothed' { Get-Hash ($page | Add-EcgDenoise) | Should -Not -Be (Get-Hash $page) }
        It 'stays as it is with strength 0' { Get-Hash ($page | Add-EcgDenoise 0) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Add-EcgDenoise
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgDenoise -Radius 5 } | Should -Throw }
    }
}
