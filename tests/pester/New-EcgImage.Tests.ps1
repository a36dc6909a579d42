# New-EcgImage on a user's machine: what profiles draw, files of one's own, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $record = New-EcgRecord -Duration 3
}

Describe 'New-EcgImage' {
    Context 'Bundled profiles' {
        It 'draws images of <_>' -ForEach 'archive-scan', 'challenge', 'clean', 'paper', 'phone-photo', 'stress' {
            $images = $record | New-EcgImage $_ -Variant (0..4)
            $images.Count | Should -Be 5
            $images[0].Stages[0].Name | Should -Be 'paper'
            $images[0].Recipe.Profile | Should -Be $_
        }
        It 'draws the same by the same seed' { "$(($record | New-EcgImage stress -Seed 4).Stages)" | Should -Be "$(($record | New-EcgImage stress -Seed 4).Stages)" }
    }
    Context 'A profile of your own' {
        BeforeAll { Set-Content "$TestDrive/mine.psd1" "@{ Stages = @(@{ Kind = 'paper'; Dpi = @{ Choice = 60, 80 } }, @{ Kind = 'crease'; Probability = 0.5; Count = @{ Uniform = 1, 3 } }) }" }
        It 'draws from its distributions' {
            $images = $record | New-EcgImage "$TestDrive/mine.psd1" -Variant (0..29)
            "$($images.Dpi | Sort-Object -Unique)" | Should -Be '60 80'
            "$($images.Stages | Where-Object Name -EQ crease | ForEach-Object Count | Sort-Object -Unique)" | Should -Be '1 2 3'
        }
    }
    Context 'Errors' {
        It 'name the file and the place in it' {
            Set-Content "$TestDrive/wrong.psd1" "@{ Stages = @(@{ Kind = 'paper' }, @{ Kind = 'crease'; Strength = @{ Uniform = 3, 2 } }) }"
            { $record | New-EcgImage "$TestDrive/wrong.psd1" -ErrorAction Stop } | Should -Throw 'wrong.psd1: stages`[1`].strength: a uniform needs min <= max, but min is 3 and max 2.'
        }
        It 'list the profiles there are' { { $record | New-EcgImage nothing -ErrorAction Stop } | Should -Throw '*there are archive-scan, challenge, clean*' }
    }
}
