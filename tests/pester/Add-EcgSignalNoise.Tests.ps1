# Add-EcgSignalNoise on a user's machine: another signal, the clean one at hand, the same again for the same seed.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
}

Describe 'Add-EcgSignalNoise' {
    BeforeAll { $record = New-EcgRecord -Duration 2 }
    Context 'Noise' {
        It 'changes the signal and keeps the clean one' {
            $noisy = $record | Add-EcgSignalNoise -BaselineWander 0.1 -Muscle 0.02 -Powerline 0.01
            $noisy.Sha256 | Should -Not -Be $record.Sha256
            $noisy.Clean.Sha256 | Should -Be $record.Sha256
        }
        It 'repeats itself by the seed' {
            ($record | Add-EcgSignalNoise -White 0.1 -Seed 4).Sha256 | Should -Be ($record | Add-EcgSignalNoise -White 0.1 -Seed 4).Sha256
        }
    }
    Context 'Ratio' {
        It 'refuses a ratio without noise' {
            $null = $record | Add-EcgSignalNoise -Snr 10 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
        }
    }
}
