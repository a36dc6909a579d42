# Set-EcgColorDepth on a user's machine: greys, bits, dithering, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Set-EcgColorDepth' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Set-EcgColorDepth 4 -Dither Ordered).Stages[1]
            $stage.Grayscale, $stage.BitDepth, $stage.Dither | Should -Be $false, 4, 'Ordered'
        }
        It 'is eight bits of grey where nothing is given' {
            $stage = ($page | Set-EcgColorDepth).Stages[1]
            $stage.Grayscale, $stage.BitDepth | Should -Be $true, 8
        }
    }
    Context 'The image' {
        It 'has two values with one bit of grey' {
            $pixels = ($page | Set-EcgColorDepth 1 -Grayscale -Dither FloydSteinberg).Render().Pixels
            [Collections.Generic.HashSet[byte]]::new($pixels).Count | Should -Be 2
        }
        It 'stays as it is with eight bits of colour' { Get-Hash ($page | Set-EcgColorDepth 8) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Set-EcgColorDepth
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Set-EcgColorDepth 9 } | Should -Throw }
    }
}
