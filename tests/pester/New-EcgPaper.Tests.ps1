# New-EcgPaper on a user's machine: the standard page, what is chosen, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $record = New-EcgRecord
}

Describe 'New-EcgPaper' {
    Context 'The standard page' {
        It 'is A4 with 3x4 and a rhythm strip at 25 mm/s and 10 mm/mV' {
            $page = ($record | New-EcgPaper).Stages[0]
            "$($page.Layout) $($page.PaperSize) $($page.Dpi) $($page.Speed) $($page.Gain) $($page.RhythmLeads)" | Should -Be '3x4+1 A4 200 25 10 II'
        }
        It 'is in true millimetres' {
            $raster = ($record | New-EcgPaper -Dpi 254).Render()
            "$($raster.Width) x $($raster.Height)" | Should -Be '2970 x 2100'
        }
    }
    Context 'Choice' {
        It 'is made by the seed' {
            ($record | New-EcgPaper -Seed 1).Stages[0].GridColor | Should -Be ($record | New-EcgPaper -Seed 1).Stages[0].GridColor
            "$(($record | New-EcgPaper -Seed 1).Stages[0])" | Should -Be 'paper'
        }
        It 'differs between variants' { @(($record | New-EcgPaper -Variant (0..3)) | ForEach-Object { "$($_.Stages[0].GridColor)" } | Sort-Object -Unique).Count | Should -Be 4 }
        It 'takes colours by name, by number and by parts' {
            foreach ($color in '#102030', (16, 32, 48)) { "$(($record | New-EcgPaper -GridColor $color).Stages[0].GridColor)" | Should -Be '#102030' }
            "$(($record | New-EcgPaper -GridColor green).Stages[0].GridColor)" | Should -Be '#86B28C'
        }
    }
    Context 'Errors' {
        It 'names the layout that is unknown' {
            $null = $record | New-EcgPaper 9x9 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^RecipeInvalid,'
            "$($problems[0])" | Should -Match '9x9'
        }
        It 'refuses 5 dpi' { { $record | New-EcgPaper -Dpi 5 -ErrorAction Stop } | Should -Throw }
    }
}
