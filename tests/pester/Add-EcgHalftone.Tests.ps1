# Add-EcgHalftone on a user's machine: inks and screens, what they do, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgHalftone' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgHalftone Cmyk -Frequency 120 -Angle 30 -Shape Ellipse).Stages[1]
            "$($stage.Ink) $($stage.Frequency) $($stage.Angle) $($stage.Shape)" | Should -Be 'Cmyk 120 30 Ellipse'
        }
        It 'stands at 45 degrees unless told otherwise' { ($page | Add-EcgHalftone).Stages[1].Angle | Should -Be 45 }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgHalftone) | Should -Be (Get-Hash ($page | Add-EcgHalftone))
            Get-Hash ($page | Add-EcgHalftone) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgHalftone) | Should -Not -Be (Get-Hash ($page | Add-EcgHalftone))
        }
    }
    Context 'A print' {
        It 'keeps the mean light of an even tone' {
            $grey = New-EcgRecord | New-EcgPaper -Dpi 300 -GridStyle None -PaperColor '#A0A0A0' -PaperTexture 0
            $pixels = ($grey | Add-EcgHalftone Black -Frequency 75 -Shape Round).Render().Pixels
            # The top left square centimetre, where nothing is printed.
            $width, $sum = $grey.Render().Width, 0.0
            for ($y = 0; $y -lt 118; $y++) { for ($x = 0; $x -lt 118; $x++) { $sum += [Math]::Pow(($pixels[3 * ($y * $width + $x)] / 255 + 0.055) / 1.055, 2.4) } }
            [Math]::Abs($sum / 118 / 118 - [Math]::Pow((160 / 255 + 0.055) / 1.055, 2.4)) | Should -BeLessThan 0.03
        }
        It 'is of lines where lines are asked for' { Get-Hash ($page | Add-EcgHalftone Black -Shape Line) | Should -Not -Be (Get-Hash ($page | Add-EcgHalftone Black -Shape Round)) }
        It 'moves nothing' { Get-Point ($page | Add-EcgHalftone) | Should -Be (Get-Point $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgHalftone -Frequency 400 } | Should -Throw
            { $page | Add-EcgHalftone -Shape Star } | Should -Throw
        }
        It 'refuse to follow the camera' { { $page | Add-EcgPerspective | Add-EcgHalftone -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgHalftone | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'halftone'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
