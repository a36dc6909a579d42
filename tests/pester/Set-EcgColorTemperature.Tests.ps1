# Set-EcgColorTemperature on a user's machine: temperature, convention, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Set-EcgColorTemperature' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Set-EcgColorTemperature 3000 -Convention WhiteBalance).Stages[1]
            $stage.Kelvin, $stage.Convention | Should -Be 3000, 'WhiteBalance'
        }
        It 'is the light where no convention is given' { ($page | Set-EcgColorTemperature 3000).Stages[1].Convention | Should -Be Illuminant }
        It 'is drawn by the seed where nothing is given' { ($page | Set-EcgColorTemperature).Stages[1] | Should -Be ($page | Set-EcgColorTemperature).Stages[1] }
    }
    Context 'The image' {
        It 'is orange or blue by convention' {
            $warm = ($page | Set-EcgColorTemperature 3000).Render().Pixels
            $cold = ($page | Set-EcgColorTemperature 3000 -Convention WhiteBalance).Render().Pixels
            $warm[0] | Should -BeGreaterThan $warm[2]
            $cold[0] | Should -BeLessThan $cold[2]
        }
        It 'stays as it is at 6500 K' { Get-Hash ($page | Set-EcgColorTemperature 6500) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Set-EcgColorTemperature
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Set-EcgColorTemperature 999 } | Should -Throw }
    }
}
