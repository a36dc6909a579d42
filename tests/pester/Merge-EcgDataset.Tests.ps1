# Merge-EcgDataset on a user's machine: shards make the whole, and only if all are there.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Count 5 -SamplingRate 100 | Export-EcgRecord "$TestDrive/records"
    Set-Content "$TestDrive/small.psd1" "@{ Stages = @(@{ Kind = 'paper'; Dpi = 60 }) }"
    $build = @{ RecordPath = "$TestDrive/records"; Profile = "$TestDrive/small.psd1" }
    $null = New-EcgDataset @build -Path "$TestDrive/whole"
    foreach ($i in 0..1) { $null = New-EcgDataset @build -Path "$TestDrive/shards/$i" -ShardIndex $i -ShardCount 2 }
}

Describe 'Merge-EcgDataset' {
    Context 'All shards' {
        It 'makes the files of the whole' {
            (Merge-EcgDataset "$TestDrive/shards" "$TestDrive/merged").Images | Should -Be 5
            (Get-FileHash "$TestDrive/merged/manifest.jsonl").Hash | Should -Be (Get-FileHash "$TestDrive/whole/manifest.jsonl").Hash
            (Test-EcgDataset "$TestDrive/merged").Valid | Should -BeTrue
        }
    }
    Context 'Some shards' {
        It 'refuses them' {
            { Merge-EcgDataset "$TestDrive/shards/0" "$TestDrive/none" -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetIncomplete*'
            Test-Path "$TestDrive/none" | Should -BeFalse
        }
    }
}
