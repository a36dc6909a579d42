# Add-EcgSharpening on a user's machine: amount, radius, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgSharpening' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgSharpening 0.5 -Radius 2).Stages[1]
            $stage.Amount, $stage.Radius | Should -Be 0.5, 2
        }
        It 'is drawn by the seed where nothing is given' { ($page | Add-EcgSharpening).Stages[1] | Should -Be ($page | Add-EcgSharpening).Stages[1] }
    }
    Context 'The image' {
        It 'is sharpened' { Get-Hash ($page | Add-EcgSharpening) | Should -Not -Be (Get-Hash $page) }
        It 'stays as it is with amount 0' { Get-Hash ($page | Add-EcgSharpening 0) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Add-EcgSharpening
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgSharpening -Radius 0.1 } | Should -Throw }
    }
}
