# Add-EcgScreen on a user's machine: what a photo of a screen looks like, its place in the order, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
}

Describe 'Add-EcgScreen' {
    Context 'A photo of a screen' {
        It 'is bluer with a cast' {
            $page = New-EcgRecord | New-EcgPaper -Dpi 60 -GridStyle None -PaperColor '#FFFFFF'
            $pixels = ($page | Add-EcgScreen -Moire 0 -BlueCast 1).Render().Pixels
            $pixels[30002] | Should -BeGreaterThan ($pixels[30000] + 20)
        }
        It 'has stripes of colours where the lens keeps them' {
            $one = ($page | Add-EcgScreen -Moire 0).Render().Pixels
            $other = ($page | Add-EcgScreen -Moire 0.3).Render().Pixels
            [Linq.Enumerable]::SequenceEqual([byte[]]$one, [byte[]]$other) | Should -BeFalse
        }
        It 'moves nothing' {
            $shown = $page | Add-EcgScreen | Get-EcgGroundTruth
            $shown.Leads[0].Points[100] | Should -Be ($page | Get-EcgGroundTruth).Leads[0].Points[100]
        }
    }
    Context 'Order' {
        It 'is after all that happens to the sheet' {
            { $page | Add-EcgScreen | Add-EcgCrease -ErrorAction Stop } | Should -Throw
            ($page | Add-EcgCrease | Add-EcgPhotocopy | Add-EcgScreen).Stages.Count | Should -Be 4
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgScreen -Zoom 50 } | Should -Throw
            { $page | Add-EcgScreen -PixelPitch 0 } | Should -Throw
        }
    }
}
