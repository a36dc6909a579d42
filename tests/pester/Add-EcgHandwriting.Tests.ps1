# Add-EcgHandwriting on a user's machine: what is written, where, and what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgHandwriting' {
    Context 'What is written' {
        It 'is what is asked, word by word' {
            ($page | Add-EcgHandwriting 'old MI', "no`nchange").Stages[1].Words.Text | Should -Be @('old', 'MI', 'no', 'change')
        }
        It 'is one to four notes without arguments' {
            ($page | Add-EcgHandwriting).Stages[1].Count | Should -BeIn 1, 2, 3, 4
        }
        It 'comes from a file of terms' {
            Set-Content TestDrive:/terms.txt 'LVH', 'LAE'
            ($page | Add-EcgHandwriting -TermPath TestDrive:/terms.txt -Count 2).Stages[1].Words.Text | Sort-Object | Should -Be @('LAE', 'LVH')
        }
        It 'is of one hand, or of those asked for' {
            ($page | Add-EcgHandwriting -Count 5).Stages[1].Words.Style | Select-Object -Unique | Should -HaveCount 1
            ($page | Add-EcgHandwriting a, b -Style 1, 2).Stages[1].Words.Style | Select-Object -Unique | Should -HaveCount 2
        }
        It 'comes again with the seed' {
            $first = ($page | Add-EcgHandwriting).Render().Pixels
            [Linq.Enumerable]::SequenceEqual([byte[]]$first, [byte[]]($page | Add-EcgHandwriting).Render().Pixels) | Should -BeTrue
        }
    }
    Context 'Truth' {
        It 'has every word, and every mark' {
            $truth = $page | Add-EcgHandwriting 'old MI' -Mark Circle | Get-EcgGroundTruth
            $truth.Handwriting.Text | Should -Be @('old', 'MI')
            $truth.Marks.Kind | Should -Contain 'circle'
        }
        It 'covers no sample where traces are avoided' {
            $truth = $page | Add-EcgHandwriting -Count 5 -Overlap Avoid | Get-EcgGroundTruth
            $truth.Handwriting.Covers | Should -BeNullOrEmpty
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgHandwriting a -Size 0.1 } | Should -Throw
            { $page | Add-EcgHandwriting a -Pen Quill } | Should -Throw
            { $page | Add-EcgHandwriting a -Style Nobody -ErrorAction Stop } | Should -Throw
        }
    }
}
