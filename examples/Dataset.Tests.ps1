# A data set under test, as ops people test everything else: Invoke-Pester Dataset.Tests.ps1
# Needs Pester 5. $env:DATASET is the data set's folder, $env:DATASET_RECORDS how many records it should have.
BeforeAll {
    if (-not (Get-Module EcgGen)) { Import-Module "$PSScriptRoot/../out/module/EcgGen/EcgGen.psd1" }
    $report = Test-EcgDataset $env:DATASET -ErrorAction SilentlyContinue
}

Describe 'The data set' {
    Context 'Files' {
        It 'is whole: every file is there with the bytes that the manifest says' {
            $report.Missing | Should -Be 0
            $report.Damaged | Should -Be 0
        }
        It 'has truth that fits its images' { $report.InvalidTruth | Should -Be 0 }
        It 'has nothing else wrong' { $report.Valid | Should -BeTrue }
    }
    Context 'Records' {
        It 'has every record, or says why not' {
            $report.Records + $report.Errors | Should -Be ([int]$env:DATASET_RECORDS)
            $report.LostRecords | Should -Be 0
            $report.DuplicateImages | Should -Be 0
        }
        It 'could draw nearly all of them' { $report.Errors | Should -BeLessOrEqual ([int]$env:DATASET_RECORDS / 100) }
    }
    Context 'Split' {
        It 'has no patient in two parts' { $report.MixedPatients | Should -Be 0 }
        It 'has most images in train' { $report.Splits['train'] | Should -BeGreaterThan ($report.Images / 2) }
    }
    Context 'What is in it' {
        It 'has images of more than one layout or condition' { $report.Layouts.Count + $report.Conditions.Count | Should -BeGreaterThan 1 }
    }
}
