# Test-EcgDataset on a user's machine: a whole data set is valid, a changed one is not.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Count 3 -SamplingRate 100 | Export-EcgRecord "$TestDrive/records"
    Set-Content "$TestDrive/small.psd1" "@{ Stages = @(@{ Kind = 'paper'; Dpi = 60 }) }"
    $null = New-EcgDataset "$TestDrive/records" "$TestDrive/set" -Profile "$TestDrive/small.psd1" -Truth
}

Describe 'Test-EcgDataset' {
    Context 'A whole data set' {
        It 'is valid and counted' {
            $report = Test-EcgDataset "$TestDrive/set"
            $report.Valid | Should -BeTrue
            $report.Images | Should -Be 3
            $report.Stages['paper'] | Should -Be 3
        }
    }
    Context 'A damaged data set' {
        It 'is not valid, and every fault is an error' {
            Get-ChildItem "$TestDrive/set" -Recurse -Filter *.png | Select-Object -First 1 | Remove-Item
            $report = Test-EcgDataset "$TestDrive/set" -ErrorVariable faults -ErrorAction SilentlyContinue
            $report.Valid | Should -BeFalse
            $report.Missing | Should -Be 1
            @($faults).Count | Should -Be 1
        }
    }
}
