# Add-EcgFax on a user's machine: resolutions, tones and lines, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgFax' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgFax Superfine -Tone Threshold -Darkness 0.5 -LineLoss 0.1 -LineNoise 0.2).Stages[1]
            "$($stage.Resolution) $($stage.Tone) $($stage.Darkness) $($stage.LineLoss) $($stage.LineNoise)" | Should -Be 'Superfine Threshold 0.5 0.1 0.2'
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgFax) | Should -Be (Get-Hash ($page | Add-EcgFax))
            Get-Hash ($page | Add-EcgFax) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgFax) | Should -Not -Be (Get-Hash ($page | Add-EcgFax))
        }
    }
    Context 'A fax' {
        It 'is darker with more exposure' {
            $sums = foreach ($darkness in 0.2, 0.9) {
                [Linq.Enumerable]::Sum([int[]]($page | Add-EcgFax Fine -Tone Threshold -Darkness $darkness -LineLoss 0 -LineNoise 0).Render().Pixels)
            }
            $sums[1] | Should -BeLessThan $sums[0]
        }
        It 'goes to a file of one bit per pixel' {
            $page | Add-EcgFax | Export-EcgImage "$TestDrive/fax.tif" -Format TiffBilevel
            "$TestDrive/fax.tif" | Should -Exist
        }
        It 'moves nothing' { Get-Point ($page | Add-EcgFax) | Should -Be (Get-Point $page) }
    }
    Context 'Lines' {
        It 'suffer as much as asked' {
            Get-Hash ($page | Add-EcgFax Fine -LineLoss 0 -LineNoise 0) | Should -Not -Be (Get-Hash ($page | Add-EcgFax Fine -LineLoss 1 -LineNoise 1))
            Get-Point ($page | Add-EcgFax Fine -LineLoss 1 -LineNoise 1) | Should -Be (Get-Point $page)
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgFax -LineNoise 2 } | Should -Throw
            { $page | Add-EcgFax Ultrafine } | Should -Throw
        }
        It 'refuse to follow the camera' { { $page | Add-EcgPerspective | Add-EcgFax -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgFax | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'fax'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
