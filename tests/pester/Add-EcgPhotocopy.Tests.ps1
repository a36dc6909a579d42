# Add-EcgPhotocopy on a user's machine: what is copied, what lies on the copy, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100 -GridColor '#E08080'
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Test-Grey($image) {
        $pixels = $image.Render().Pixels
        for ($i = 0; $i -lt 30000; $i += 3) {
            if ($pixels[$i] -ne $pixels[$i + 1] -or $pixels[$i] -ne $pixels[$i + 2]) { return $false }
        }
        $true
    }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgPhotocopy' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgPhotocopy 4 -Contrast 0.9 -Darkness 0.3 -TonerLoss 0.6 -Speckle 0.2 -EdgeLine 1).Stages[1]
            $stage.Generation, $stage.Contrast, $stage.Darkness, $stage.TonerLoss, $stage.Speckle, $stage.EdgeLines, $stage.Color | Should -Be 4, 0.9, 0.3, 0.6, 0.2, 1, $false
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgPhotocopy) | Should -Be (Get-Hash ($page | Add-EcgPhotocopy))
            Get-Hash ($page | Add-EcgPhotocopy) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -GridColor '#E08080' -Variant 1 | Add-EcgPhotocopy) | Should -Not -Be (Get-Hash ($page | Add-EcgPhotocopy))
        }
    }
    Context 'A copy' {
        It 'is grey unless the copier copies colours' {
            Test-Grey ($page | Add-EcgPhotocopy) | Should -BeTrue
            Test-Grey ($page | Add-EcgPhotocopy -Color) | Should -BeFalse
        }
        It 'is darker with more exposure' {
            $sums = foreach ($darkness in 0.2, 0.9) { [Linq.Enumerable]::Sum([int[]]($page | Add-EcgPhotocopy 1 -Darkness $darkness -TonerLoss 0 -Speckle 0).Render().Pixels) }
            $sums[1] | Should -BeLessThan $sums[0]
        }
        It 'moves nothing' { Get-Point ($page | Add-EcgPhotocopy) | Should -Be (Get-Point $page) }
    }
    Context 'What comes later' {
        It 'lies on the copy' {
            Test-Grey ($page | Add-EcgPhotocopy | Add-EcgStain Yellowing -Strength 1) | Should -BeFalse
            Test-Grey ($page | Add-EcgStain Yellowing -Strength 1 | Add-EcgPhotocopy) | Should -BeTrue
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgPhotocopy 0 } | Should -Throw
            { $page | Add-EcgPhotocopy -Contrast 1.5 } | Should -Throw
        }
        It 'refuse to follow the camera' { { $page | Add-EcgPerspective | Add-EcgPhotocopy -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgPhotocopy | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'photocopy'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
