# Add-EcgHalftone on a user's machine: inks, screens, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgHalftone' {
    Context 'A screen' {
        It 'is as asked' {
            $stage = ($page | Add-EcgHalftone Cmyk -Frequency 120 -Angle 30 -Shape Ellipse).Stages[1]
            "$($stage.Ink) $($stage.Frequency) $($stage.Angle) $($stage.Shape)" | Should -Be 'Cmyk 120 30 Ellipse'
        }
        It 'stands at 45 degrees unless told otherwise' {
            ($page | Add-EcgHalftone).Stages[1].Angle | Should -Be 45
        }
    }
    Context 'A page' {
        It 'comes again with the seed' {
            $one = ($page | Add-EcgHalftone).Render().Pixels
            [Linq.Enumerable]::SequenceEqual([byte[]]$one, [byte[]]($page | Add-EcgHalftone).Render().Pixels) | Should -BeTrue
        }
        It 'cannot be held by vector formats' {
            { $page | Add-EcgHalftone | Export-EcgImage "$TestDrive/vector" -Format Svg -ErrorAction Stop } | Should -Throw
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgHalftone -Frequency 400 } | Should -Throw
            { $page | Add-EcgHalftone -Shape Star } | Should -Throw
        }
    }
}
