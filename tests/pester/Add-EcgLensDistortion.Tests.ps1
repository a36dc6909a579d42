# Add-EcgLensDistortion on a user's machine: barrels and pincushions, what they do to image and truth, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgLensDistortion' {
    Context 'What is chosen' {
        It 'is what is given, and the rest is 0' {
            $stage = ($page | Add-EcgLensDistortion -0.1 -P1 0.003).Stages[1]
            $stage.K1, $stage.K2, $stage.K3, $stage.P1, $stage.P2 | Should -Be -0.1, 0, 0, 0.003, 0
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgLensDistortion) | Should -Be (Get-Hash ($page | Add-EcgLensDistortion))
            Get-Hash ($page | Add-EcgLensDistortion) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgLensDistortion) | Should -Not -Be (Get-Hash ($page | Add-EcgLensDistortion))
        }
    }
    Context 'Image and truth' {
        It 'are unchanged by a lens without distortion' { Get-Hash ($page | Add-EcgLensDistortion 0) | Should -Be (Get-Hash $page) }
        It 'shrink in a barrel and grow in a pincushion' {
            $left = foreach ($k in -0.1, 0, 0.1) { ($page | Add-EcgLensDistortion $k | Get-EcgGroundTruth).Leads[0].Points[0].X }
            $left[0] | Should -BeGreaterThan $left[1]
            $left[1] | Should -BeGreaterThan $left[2]
        }
        It 'have no homography' { ($page | Add-EcgLensDistortion | Get-EcgGroundTruth).Homography | Should -BeNullOrEmpty }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgLensDistortion -K1 2 } | Should -Throw
            { $page | Add-EcgLensDistortion -P1 0.1 } | Should -Throw
        }
        It 'refuse a lens that folds the view' { { ($page | Add-EcgLensDistortion -0.3 -ErrorAction Stop).Render() } | Should -Throw '*lie over each other*' }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgLensDistortion | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgLensDistortion | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'lens'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
