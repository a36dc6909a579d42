# Add-EcgScreen on a user's machine: what a photo of a screen looks like, its place in the order, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgScreen' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgScreen 0.24 -Zoom 0.95 -Angle 2 -Moire 0.3 -NoMosaic -SurroundColor '#102030').Stages[1]
            "$($stage.PixelPitch) $($stage.Zoom) $($stage.Angle) $($stage.Moire) $($stage.Mosaic) $($stage.SurroundColor)" | Should -Be '0.24 0.95 2 0.3 False #102030'
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgScreen) | Should -Be (Get-Hash ($page | Add-EcgScreen))
            Get-Hash ($page | Add-EcgScreen) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgScreen) | Should -Not -Be (Get-Hash ($page | Add-EcgScreen))
        }
    }
    Context 'A photo of a screen' {
        It 'is bluer with a cast' {
            $white = New-EcgRecord | New-EcgPaper -Dpi 60 -GridStyle None -PaperColor '#FFFFFF'
            $pixels = ($white | Add-EcgScreen -Moire 0 -BlueCast 1).Render().Pixels
            $pixels[30002] | Should -BeGreaterThan ($pixels[30000] + 20)
        }
        It 'has stripes of colours where the lens keeps them' { Get-Hash ($page | Add-EcgScreen -Moire 0) | Should -Not -Be (Get-Hash ($page | Add-EcgScreen -Moire 0.3)) }
        It 'shows around the sheet what the screen shows there' {
            $pixels = ($page | Add-EcgCrop Sheet -Margin 20 | Add-EcgScreen -Moire 0 -Glow 0 -BlueCast 0 -Falloff 0 -Banding 0 -SurroundColor '#000000').Render().Pixels
            $pixels[0], $pixels[1], $pixels[2] | Should -Be 0, 0, 0
        }
        It 'moves nothing' { Get-Point ($page | Add-EcgScreen) | Should -Be (Get-Point $page) }
    }
    Context 'Order' {
        It 'is after all that happens to the sheet' {
            { $page | Add-EcgScreen | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*'
            ($page | Add-EcgCrease | Add-EcgPhotocopy | Add-EcgScreen).Stages.Count | Should -Be 4
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgScreen -Zoom 50 } | Should -Throw
            { $page | Add-EcgScreen -PixelPitch 0 } | Should -Throw
        }
        It 'refuse vector formats' {
            $page | Add-EcgScreen | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'screen'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
