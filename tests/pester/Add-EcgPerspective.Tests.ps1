# Add-EcgPerspective on a user's machine: cameras, corners and matrices, what they do to image and truth, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgPerspective' {
    Context 'What is chosen' {
        It 'is what is given, and angles left out are 0' {
            $stage = ($page | Add-EcgPerspective -Yaw 12 -Distance 400).Stages[1]
            $stage.Yaw, $stage.Pitch, $stage.Roll, $stage.Distance | Should -Be 12, 0, 0, 400
        }
        It 'can be corners or a matrix' {
            ($page | Add-EcgPerspective -Corner 0.1, 0, 1, 0, 1, 1, 0, 1).Stages[1].Corners.Count | Should -Be 8
            ($page | Add-EcgPerspective -Matrix 1, 0, 0, 0, 1, 0, 0.0001, 0, 1).Stages[1].Matrix.Count | Should -Be 9
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgPerspective) | Should -Be (Get-Hash ($page | Add-EcgPerspective))
            Get-Hash ($page | Add-EcgPerspective) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgPerspective) | Should -Not -Be (Get-Hash ($page | Add-EcgPerspective))
        }
    }
    Context 'Image and truth' {
        It 'are unchanged from straight above' {
            Get-Hash ($page | Add-EcgPerspective -Yaw 0) | Should -Be (Get-Hash $page)
            Get-Hash ($page | Add-EcgPerspective -Corner 0, 0, 1, 0, 1, 1, 0, 1) | Should -Be (Get-Hash $page)
        }
        It 'move together' { Get-Point ($page | Add-EcgPerspective 20) | Should -Not -Be (Get-Point $page) }
        It 'have a homography unless the sheet is bent' {
            ($page | Add-EcgPerspective | Get-EcgGroundTruth).Homography | Should -Not -BeNullOrEmpty
            ($page | Add-EcgCurl | Add-EcgPerspective | Get-EcgGroundTruth).Homography | Should -BeNullOrEmpty
        }
        It 'see as much as a lens does' {
            $width = foreach ($length in 26, 52) {
                $quad = ($page | Add-EcgPerspective 0 -Distance 600 -FocalLength $length | Get-EcgGroundTruth).Leads[0].Quad
                $quad[1].X - $quad[0].X
            }
            $width[1] / $width[0] | Should -BeGreaterThan 1.99
            $width[1] / $width[0] | Should -BeLessThan 2.01
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgPerspective -Yaw 61 } | Should -Throw
            { $page | Add-EcgPerspective -Distance 5 } | Should -Throw
            { $page | Add-EcgPerspective -Corner 0, 0, 1, 0 } | Should -Throw
            { $page | Add-EcgPerspective -Matrix 1, 0, 0, 0, 1, 0 } | Should -Throw
        }
        It 'refuse a camera beside corners' { { $page | Add-EcgPerspective -Yaw 3 -Corner 0, 0, 1, 0, 1, 1, 0, 1 } | Should -Throw }
        It 'refuse corners in a wrong order' { { ($page | Add-EcgPerspective -Corner 0, 0, 1, 1, 1, 0, 0, 1 -ErrorAction Stop).Render() } | Should -Throw '*convex quadrilateral*' }
        It 'refuse views in which a part of the sheet hides another' { { ($page | Add-EcgPerspective 59 -Distance 110 -ErrorAction Stop).Render() } | Should -Throw '*less tilt*' }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgPerspective | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgPerspective | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'perspective'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
