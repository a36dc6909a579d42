# Add-EcgCrumple on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCrumple' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgCrumple 0.5 -FacetSize 20 -LightAngle 45).Stages[1]
            $stage.Strength, $stage.FacetSize, $stage.LightAngle | Should -Be 0.5, 20, 45
        }
        It 'is drawn by the seed where nothing is given' {
            ($page | Add-EcgCrumple).Stages[1] | Should -Be ($page | Add-EcgCrumple).Stages[1]
        }
    }
    Context 'Image and truth' {
        It 'move together' {
            $crumpled = $page | Add-EcgCrumple 1
            Get-Hash $crumpled | Should -Not -Be (Get-Hash $page)
            "$(($crumpled | Get-EcgGroundTruth).Leads[0].Points[0])" | Should -Not -Be "$(($page | Get-EcgGroundTruth).Leads[0].Points[0])"
        }
        It 'are unchanged with strength 0' { Get-Hash ($page | Add-EcgCrumple 0) | Should -Be (Get-Hash $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgCrumple -FacetSize 2 } | Should -Throw }
    }
}
