# Submit-EcgDataset on a user's machine: the scripts that it would submit, without a cluster.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Count 4 -Duration 10 -SamplingRate 100 | Export-EcgRecord "$TestDrive/records"
}

Describe 'Submit-EcgDataset' {
    Context 'A dry run' {
        It 'leaves nothing' {
            Submit-EcgDataset "$TestDrive/records" "$TestDrive/set" -Profile clean -ShardCount 2 -Partition short -WhatIf
            Test-Path "$TestDrive/set.shards" | Should -BeFalse
        }
    }
    Context 'Mistakes' {
        It 'refuses more shards than records' {
            Submit-EcgDataset "$TestDrive/records" "$TestDrive/set" -Profile clean -ShardCount 5 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
        }
        It 'refuses a profile that is none' {
            Submit-EcgDataset "$TestDrive/records" "$TestDrive/set" -Profile nobody -ShardCount 2 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems.Count | Should -BeGreaterThan 0
        }
    }
}
