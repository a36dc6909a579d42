# Add-EcgAffine on a user's machine: what is chosen, what it does to image and truth, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgAffine' {
    Context 'What is chosen' {
        It 'is what is given, and nothing else changes' {
            $stage = ($page | Add-EcgAffine 12 -Scale 0.9).Stages[1]
            $stage.Rotation, "$($stage.Scale)", "$($stage.Shear)", "$($stage.Translation)" | Should -Be 12, '0.9 0.9', '0 0', '0 0'
        }
        It 'can be a matrix' { "$(($page | Add-EcgAffine -Matrix 0.9, 0.1, 5, -0.05, 0.95, 8).Stages[1].Matrix)" | Should -Be '0.9 0.1 5 -0.05 0.95 8' }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgAffine) | Should -Be (Get-Hash ($page | Add-EcgAffine))
            Get-Hash ($page | Add-EcgAffine) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgAffine) | Should -Not -Be (Get-Hash ($page | Add-EcgAffine))
        }
    }
    Context 'Image and truth' {
        It 'are unchanged where nothing is done' {
            Get-Hash ($page | Add-EcgAffine -Rotation 0) | Should -Be (Get-Hash $page)
            Get-Hash ($page | Add-EcgAffine -Matrix 1, 0, 0, 0, 1, 0) | Should -Be (Get-Hash $page)
        }
        It 'move together' {
            Get-Point ($page | Add-EcgAffine 5) | Should -Not -Be (Get-Point $page)
            Get-Point ($page | Add-EcgAffine 5 | Add-EcgAffine -5) | Should -Be (Get-Point $page)
        }
        It 'have a homography' { ($page | Add-EcgAffine 5 | Get-EcgGroundTruth).Homography.Count | Should -Be 3 }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgAffine -Rotation 181 } | Should -Throw
            { $page | Add-EcgAffine -Scale 0.01 } | Should -Throw
            { $page | Add-EcgAffine -Matrix 1, 0, 0, 0, 1 } | Should -Throw
            { $page | Add-EcgAffine -Translation 3 } | Should -Throw
        }
        It 'refuse parts beside a matrix' { { $page | Add-EcgAffine -Matrix 1, 0, 0, 0, 1, 0 -Rotation 3 } | Should -Throw }
        It 'refuse a matrix without an inverse' { { ($page | Add-EcgAffine -Matrix 1, 2, 0, 2, 4, 0 -ErrorAction Stop).Render() } | Should -Throw '*makes the sheet a line*' }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgAffine | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgAffine | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'affine'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
