# Add-EcgCrease on a user's machine: what is chosen, what it does to image and truth, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCrease' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgCrease -Count 3 -Angle 30 -Direction Both -Width 15 -Strength 0.5).Stages[1]
            $stage.Count, $stage.Angle, $stage.Width, $stage.Strength | Should -Be 3, 30, 15, 0.5
            "$($stage.Direction) $($stage.Style)" | Should -Be 'Both Fold'
        }
        It 'is drawn by the seed where nothing is given' {
            $stage = ($page | Add-EcgCrease).Stages[1]
            $stage.Strength | Should -BeGreaterThan 0
            (New-EcgRecord | New-EcgPaper -Dpi 100 | Add-EcgCrease).Stages[1] | Should -Be $stage
        }
    }
    Context 'Image and truth' {
        It 'move together across a fold' {
            $flat = $page | Get-EcgGroundTruth
            $folded = $page | Add-EcgCrease -Pattern Half -Strength 1 | Get-EcgGroundTruth
            $folded.Leads[0].Points[0] | Should -Not -Be $flat.Leads[0].Points[0]
        }
        It 'are unchanged with strength 0' { Get-Hash ($page | Add-EcgCrease 5 -Strength 0) | Should -Be (Get-Hash $page) }
        It 'are unmoved by lines' {
            $lined = $page | Add-EcgCrease 4 -Style Line
            Get-Hash $lined | Should -Not -Be (Get-Hash $page)
            "$(($lined | Get-EcgGroundTruth).Leads[3].Points[99])" | Should -Be "$(($page | Get-EcgGroundTruth).Leads[3].Points[99])"
        }
    }
    Context 'Errors' {
        It 'refuse a pattern with a count' { { $page | Add-EcgCrease -Pattern Half -Count 2 } | Should -Throw }
        It 'refuse values out of range' { { $page | Add-EcgCrease -Strength 1.5 } | Should -Throw }
        It 'refuse vector formats' {
            $page | Add-EcgCrease | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'crease'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
