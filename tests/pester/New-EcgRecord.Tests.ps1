# New-EcgRecord on a user's machine: synthetic records, and records of arrays.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
}

Describe 'New-EcgRecord' {
    Context 'Synthesis' {
        It 'makes 10 seconds of 12 leads' {
            $record = New-EcgRecord
            $record.Duration | Should -Be 10
            $record.SamplingRate | Should -Be 500
            $record.Leads.Name -join ' ' | Should -Be 'I II III aVR aVL aVF V1 V2 V3 V4 V5 V6'
        }
        It 'obeys Einthoven' {
            $record = New-EcgRecord -Duration 1
            [Math]::Abs($record['I'].Samples[100] + $record['III'].Samples[100] - $record['II'].Samples[100]) | Should -BeLessThan 1e-9
        }
        It 'makes as many as asked, each another' { @((New-EcgRecord -Count 4 -Duration 1).Sha256 | ForEach-Object { $_ } | Sort-Object -Unique).Count | Should -Be 4 }
        It 'repeats itself by the seed' { (New-EcgRecord -Seed 5 -Duration 1).Sha256 | Should -Be (New-EcgRecord -Seed 5 -Duration 1).Sha256 }
        It 'refuses a heart rate of 1000' { { New-EcgRecord -HeartRate 1000 } | Should -Throw }
    }
    Context 'Arrays' {
        It 'takes one array as lead II' {
            $record = New-EcgRecord -Signal (1..50) -SamplingRate 25
            $record.Leads.Name | Should -Be 'II'
            $record.Duration | Should -Be 2
            $record['II'].Samples[9] | Should -Be 10
        }
        It 'takes several with names' { (New-EcgRecord -Signal (1..9), (2..10) -Lead I, V2 -SamplingRate 1).Leads.Count | Should -Be 2 }
        It 'reports leads of different lengths' {
            $null = New-EcgRecord -Signal (1..9), (1..8) -Lead I, II -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
        }
    }
}
