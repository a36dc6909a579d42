# Add-EcgCompression on a user's machine: quality, colours, how often, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCompression' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgCompression 70 -Subsampling Yuv444 -Count 2).Stages[1]
            $stage.Quality, $stage.Subsampling, $stage.Count | Should -Be 70, 'Yuv444', 2
        }
        It 'is drawn by the seed where nothing is given' { ($page | Add-EcgCompression).Stages[1] | Should -Be ($page | Add-EcgCompression).Stages[1] }
    }
    Context 'The image' {
        It 'loses detail' { Get-Hash ($page | Add-EcgCompression) | Should -Not -Be (Get-Hash $page) }
        It 'is another one with other colours' { Get-Hash ($page | Add-EcgCompression 80 -Subsampling Yuv420) | Should -Not -Be (Get-Hash ($page | Add-EcgCompression 80 -Subsampling Yuv444)) }
        It 'keeps its truth' {
            $changed = $page | Add-EcgCompression
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgCompression 0 } | Should -Throw }
    }
}
