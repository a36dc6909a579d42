# Add-EcgFax on a user's machine: black and white, lines, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgFax' {
    Context 'A fax' {
        It 'has the resolution and the tones asked for' {
            $stage = ($page | Add-EcgFax Superfine -Tone Threshold).Stages[1]
            "$($stage.Resolution) $($stage.Tone)" | Should -Be 'Superfine Threshold'
        }
        It 'is darker with more exposure' {
            $sums = foreach ($darkness in 0.2, 0.9) {
                [Linq.Enumerable]::Sum([int[]]($page | Add-EcgFax Fine -Tone Threshold -Darkness $darkness -LineLoss 0 -LineNoise 0).Render().Pixels)
            }
            $sums[1] | Should -BeLessThan $sums[0]
        }
    }
    Context 'Lines' {
        It 'suffer as much as asked' {
            $clean = ($page | Add-EcgFax Fine -LineLoss 0 -LineNoise 0).Render().Pixels
            $noisy = ($page | Add-EcgFax Fine -LineLoss 1 -LineNoise 1).Render().Pixels
            [Linq.Enumerable]::SequenceEqual([byte[]]$clean, [byte[]]$noisy) | Should -BeFalse
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgFax -LineNoise 2 } | Should -Throw
            { $page | Add-EcgFax Ultrafine } | Should -Throw
        }
    }
}
