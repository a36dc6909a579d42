# Get-EcgDataset on a user's machine: how far builds are.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Count 4 -Duration 10 -SamplingRate 100 | Export-EcgRecord "$TestDrive/records"
}

Describe 'Get-EcgDataset' {
    Context 'One machine' {
        It 'tells that a data set is finished' {
            $progress = New-EcgDataset "$TestDrive/records" "$TestDrive/set" -Profile clean | Get-EcgDataset
            $progress.State | Should -Be Finished
            $progress.Done | Should -Be 4
            $progress.Total | Should -Be 4
        }
        It 'says it where there is none' {
            Get-EcgDataset "$TestDrive/nothing" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileNotFound,'
        }
    }
    Context 'Shards' {
        It 'sums them up' {
            $null = New-EcgDataset "$TestDrive/records" "$TestDrive/parts/1" -Profile clean -ShardIndex 1 -ShardCount 2
            $progress = Get-EcgDataset "$TestDrive/parts"
            $progress.State | Should -Be Unfinished
            $progress.Done | Should -Be 2
            $progress.Total | Should -Be 4
            $progress.Shards.State | Should -Be NotStarted, Finished
        }
    }
}
