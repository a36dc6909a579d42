# New-EcgDataset on a user's machine: what is built, and that a second run changes nothing.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    New-EcgRecord -Count 4 -SamplingRate 100 | Export-EcgRecord "$TestDrive/records"
    Set-Content "$TestDrive/small.psd1" "@{ Stages = @(@{ Kind = 'paper'; Dpi = 60 }) }"
    $build = @{ RecordPath = "$TestDrive/records"; Profile = "$TestDrive/small.psd1"; VariantCount = 2; Truth = $true }
}

Describe 'New-EcgDataset' {
    Context 'A build' {
        It 'makes all variants of all records and lists them in order' {
            (New-EcgDataset @build -Path "$TestDrive/set").Images | Should -Be 8
            $lines = Get-Content "$TestDrive/set/manifest.jsonl" | ConvertFrom-Json
            "$($lines.id)" | Should -Be '000000_00 000000_01 000001_00 000001_01 000002_00 000002_01 000003_00 000003_01'
            $lines.files | ForEach-Object { (Get-FileHash "$TestDrive/set/$($_.path)").Hash | Should -Be $_.sha256 }
        }
        It 'is left alone when it is finished' {
            New-EcgDataset @build -Path "$TestDrive/set" -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -Match 'finished'
        }
        It 'says with -WhatIf what it would make, and makes nothing' {
            New-EcgDataset @build -Path "$TestDrive/none" -WhatIf
            Test-Path "$TestDrive/none" | Should -BeFalse
        }
    }
    Context 'Failures' {
        It 'lists a record that cannot be drawn and says so in its state' {
            Copy-Item "$TestDrive/records" "$TestDrive/broken" -Recurse
            Set-Content (Get-ChildItem "$TestDrive/broken/*.hea")[1] 'nonsense'
            $null = New-EcgDataset -RecordPath "$TestDrive/broken" -Path "$TestDrive/some" -Profile "$TestDrive/small.psd1" -ErrorAction SilentlyContinue
            $? | Should -BeFalse
            @(Get-Content "$TestDrive/some/errors.jsonl").Count | Should -Be 1
        }
        It 'refuses a folder with another data set' {
            { New-EcgDataset @build -Path "$TestDrive/set" -Seed 5 -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetMismatch*'
        }
    }
}
