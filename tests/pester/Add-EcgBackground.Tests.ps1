# Add-EcgBackground on a user's machine: what is chosen, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgBackground' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgBackground Cloth -Color '#5C8E80' -Scale 2 -Angle 10 -Shadow 0.5).Stages[1]
            "$($stage.Type) $($stage.Color) $($stage.Scale) $($stage.Angle) $($stage.Shadow)" | Should -Be 'Cloth #5C8E80 2 10 0.5'
        }
        It 'is drawn by the seed where nothing is given' {
            ($page | Add-EcgBackground).Stages[1] | Should -Be ($page | Add-EcgBackground).Stages[1]
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgBackground -Scale 9 } | Should -Throw }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgBackground | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
    }
}
