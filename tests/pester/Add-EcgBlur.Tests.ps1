# Add-EcgBlur on a user's machine: kind, size, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgBlur' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgBlur Motion 4 -Angle 30).Stages[1]
            $stage.Shape, $stage.Size, $stage.Angle | Should -Be 'Motion', 4, 30
        }
        It 'is drawn by the seed where nothing is given' { ($page | Add-EcgBlur).Stages[1] | Should -Be ($page | Add-EcgBlur).Stages[1] }
    }
    Context 'The image' {
        It 'is blurred' { Get-Hash ($page | Add-EcgBlur) | Should -Not -Be (Get-Hash $page) }
        It 'stays as it is with size 0' { Get-Hash ($page | Add-EcgBlur -Size 0) | Should -Be (Get-Hash $page) }
        It 'keeps its truth' {
            $changed = $page | Add-EcgBlur
            "$(($changed | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgBlur -Size 51 } | Should -Throw }
        It 'refuse an angle of what has none' { { $page | Add-EcgBlur Gaussian -Angle 3 -ErrorAction Stop } | Should -Throw '*angle*' }
    }
}
