# Add-EcgStain on a user's machine: what is drawn, what is lost, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgStain' {
    Context 'What is drawn' {
        It 'is one stain of each kind' {
            $stains = ($page | Add-EcgStain -Kind Mould, Staple).Stages[1].Stains
            $stains.Kind | Should -Be @('Mould', 'Staple')
        }
        It 'is as many and as large as asked' {
            $stains = ($page | Add-EcgStain -Kind CoffeeRing -Count 3 -Size 75).Stages[1].Stains
            $stains.Count | Should -Be 3
            $stains.Size | Should -Be @(75, 75, 75)
        }
        It 'is nothing at strength 0' {
            $stained = ($page | Add-EcgStain -Kind Yellowing -Strength 0).Render().Pixels
            [Linq.Enumerable]::SequenceEqual([byte[]]$stained, [byte[]]$page.Render().Pixels) | Should -BeTrue
        }
        It 'comes again with the seed' {
            ($page | Add-EcgStain).Stages[1].Stains | Should -Be ($page | Add-EcgStain).Stages[1].Stains
        }
    }
    Context 'What is lost' {
        It 'is flagged where paper is missing' {
            $truth = $page | Add-EcgStain -Kind MissingPiece -Count 20 -Size 50 | Get-EcgGroundTruth
            $truth.Leads.Flags.Kind | Should -Contain 'Lost'
        }
        It 'is nothing under a stain that can be read through' {
            $truth = $page | Add-EcgStain -Kind CoffeeRing, Tape, Mould | Get-EcgGroundTruth
            $truth.Leads.Flags.Kind | Should -Not -Contain 'Lost'
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgStain -Strength 1.5 } | Should -Throw
            { $page | Add-EcgStain -Count 0 } | Should -Throw
            { $page | Add-EcgStain -Kind Jam } | Should -Throw
        }
    }
}
