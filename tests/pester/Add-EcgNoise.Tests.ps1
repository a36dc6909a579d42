# Add-EcgNoise on a user's machine: which kinds, how much, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgNoise' {
    Context 'What is chosen' {
        It 'is what is given, and no other kind' {
            $stage = ($page | Add-EcgNoise 4 -Row 0.5 -Monochrome).Stages[1]
            $stage.Gaussian, $stage.Row, $stage.Monochrome | Should -Be 4, 0.5, $true
            $stage.Shot, $stage.Poisson, $stage.SaltPepper | Should -Be $null, $null, $null
        }
        It 'is drawn by the seed where nothing is given' { ($page | Add-EcgNoise).Stages[1] | Should -Be ($page | Add-EcgNoise).Stages[1] }
    }
    Context 'The image' {
        It 'gets noise' { Get-Hash ($page | Add-EcgNoise) | Should -Not -Be (Get-Hash $page) }
        It 'stays as it is without noise' { Get-Hash ($page | Add-EcgNoise 0) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Add-EcgNoise
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgNoise -SaltPepper 1.5 } | Should -Throw }
        It 'refuse a share of salt without salt' { { $page | Add-EcgNoise 3 -SaltShare 0.5 -ErrorAction Stop } | Should -Throw '*saltShare*' }
    }
}
