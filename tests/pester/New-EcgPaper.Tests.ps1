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
    Context 'Layouts' {
        It 'puts Cabrera''s limb leads in order and turns aVR' {
            $truth = $record | New-EcgPaper 12x1 -LeadOrder Cabrera | Get-EcgGroundTruth
            "$($truth.Leads | ForEach-Object Id)" | Should -Be 'aVL I -aVR II aVF III V1 V2 V3 V4 V5 V6'
            $truth.Leads[2].Inverted | Should -BeTrue
            $truth.Leads[2].Name | Should -Be 'aVR'
        }
        It 'fills a layout with the leads that are asked for' {
            "$(($record | New-EcgPaper 3x4+1 -Lead V1, V2, V3 -RhythmLead V5 | Get-EcgGroundTruth).Leads | ForEach-Object Id)" | Should -Be 'V1 V2 V3 V5-rhythm'
        }
        It 'takes rows of strings, arrays and hashtables' {
            $truth = $record | New-EcgPaper -LayoutRow 'I, aVR', @(@{ Lead = 'II'; Start = 2; Duration = 4 }, 'V1') | Get-EcgGroundTruth
            "$($truth.Leads | ForEach-Object { "$($_.Id)@$($_.StartSeconds)" })" | Should -Be 'I@0 aVR@5 II@2 V1@6'
        }
        It 'cuts a roll where the rows end' {
            $page = ($record | New-EcgPaper 1x1 -PaperSize Roll -Duration 4).Stages[0]
            $page.Width | Should -BeLessThan 130
            $page.Height | Should -Be 60
        }
        It 'tells separators and the gain of each lead' {
            $truth = $record | New-EcgPaper 3x4 -Separator Dashes -PrecordialGain 5 | Get-EcgGroundTruth
            $truth.Separators.Count | Should -Be 9
            "$($truth.Leads | ForEach-Object Gain | Sort-Object -Unique)" | Should -Be '5 10'
        }
    }
    Context 'Paper and pen' {
        It 'are plain if nothing is asked for' {
            $page = ($record | New-EcgPaper).Stages[0]
            "$($page.GridStyle) $($page.Pen) $($page.Edge) $($page.PaperTexture) $($page.ThickLead)" | Should -Be 'Lines Laser None 0 None'
        }
        It 'has every style of grid' { foreach ($style in 'Lines', 'Dots', 'LinesAndDots', 'TwoInks', 'Coarse', 'None') { "$(($record | New-EcgPaper -GridStyle $style).Stages[0].GridStyle)" | Should -Be $style } }
        It 'tells where a pre-printed grid is' {
            $plain = $record | New-EcgPaper -Dpi 254 | Get-EcgGroundTruth
            $moved = $record | New-EcgPaper -Dpi 254 -GridOffset 1.5, -0.5 | Get-EcgGroundTruth
            $moved.Grid[3][4].X - $plain.Grid[3][4].X | Should -Be 15
            $moved.Grid[3][4].Y - $plain.Grid[3][4].Y | Should -Be -5
            $moved.Leads[0].Points[7].Y | Should -Be $plain.Leads[0].Points[7].Y
        }
        It 'draws with the dots of a thermal head' {
            $page = ($record | New-EcgPaper -Pen Thermal).Stages[0]
            $page.HeadDots | Should -Be 8
            $page.PenDropouts | Should -BeGreaterThan 0
        }
    }
    Context 'Errors' {
        It 'names row and cell of a layout that is wrong' {
            $null = $record | New-EcgPaper -LayoutRow 'I, II', 'III, V99' -ErrorAction SilentlyContinue -ErrorVariable problems
            "$($problems[0])" | Should -Match 'row 2, cell 2'
        }
        It 'names the layout that is unknown' {
            $null = $record | New-EcgPaper 9x9 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^RecipeInvalid,'
            "$($problems[0])" | Should -Match '9x9'
        }
        It 'refuses 5 dpi' { { $record | New-EcgPaper -Dpi 5 -ErrorAction Stop } | Should -Throw }
    }
}
