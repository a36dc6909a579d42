# Add-EcgCurl on a user's machine: shapes, what they do to image and truth, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgCurl' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgCurl Spine -Radius 60 -Angle 180 -Length 25 -Shading 0.3 -LightAngle 45).Stages[1]
            "$($stage.Shape)", $stage.Radius, $stage.Angle, $stage.Length, $stage.Shading, $stage.LightAngle | Should -Be 'Spine', 60, 180, 25, 0.3, 45
        }
        It 'suits the shape where it is drawn' {
            ($page | Add-EcgCurl Roll).Stages[1].Radius | Should -BeGreaterThan 249
            ($page | Add-EcgCurl Spine).Stages[1].Radius | Should -BeLessThan 91
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgCurl) | Should -Be (Get-Hash ($page | Add-EcgCurl))
            Get-Hash ($page | Add-EcgCurl) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgCurl) | Should -Not -Be (Get-Hash ($page | Add-EcgCurl))
        }
    }
    Context 'Image and truth' {
        It 'move together' { Get-Point ($page | Add-EcgCurl Roll -Radius 200) | Should -Not -Be (Get-Point $page) }
        It 'have no homography' { ($page | Add-EcgCurl | Get-EcgGroundTruth).Homography | Should -BeNullOrEmpty }
        It 'are lit by slope, which moves nothing' {
            $dark, $even = ($page | Add-EcgCurl Wave -Shading 1), ($page | Add-EcgCurl Wave -Shading 0)
            Get-Hash $dark | Should -Not -Be (Get-Hash $even)
            Get-Point $dark | Should -Be (Get-Point $even)
        }
        It 'have height that a camera from the side sees' {
            Get-Point ($page | Add-EcgCurl Roll -Radius 300 | Add-EcgPerspective -Pitch 30) | Should -Not -Be (Get-Point ($page | Add-EcgPerspective -Pitch 30))
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgCurl -Radius 5 } | Should -Throw
            { $page | Add-EcgCurl Ball } | Should -Throw
            { $page | Add-EcgCurl -Length 1 } | Should -Throw
            { $page | Add-EcgCurl -Shading 2 } | Should -Throw
        }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgCurl | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgCurl | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'curl'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
