# Add-EcgBackground on a user's machine: what is chosen, what is seen of it, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgBackground' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgBackground Cloth -Color '#5C8E80' -Scale 2 -Angle 10 -Shadow 0.5).Stages[1]
            "$($stage.Type) $($stage.Color) $($stage.Scale) $($stage.Angle) $($stage.Shadow)" | Should -Be 'Cloth #5C8E80 2 10 0.5'
        }
        It 'is drawn by the seed where nothing is given' {
            ($page | Add-EcgBackground).Stages[1] | Should -Be ($page | Add-EcgBackground).Stages[1]
            ($page | Add-EcgBackground).Stages[1] | Should -Not -Be (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgBackground).Stages[1]
        }
    }
    Context 'The image' {
        It 'shows it around the sheet alone' {
            Get-Hash ($page | Add-EcgBackground Desk) | Should -Be (Get-Hash $page)
            Get-Hash ($page | Add-EcgBackground Desk | Add-EcgCrop Sheet) | Should -Not -Be (Get-Hash ($page | Add-EcgCrop Sheet))
        }
        It 'has the colour asked for' {
            $pixels = ($page | Add-EcgBackground Plain -Color '#204060' | Add-EcgCrop Sheet -Margin 40).Render().Pixels
            $pixels[0], $pixels[1], $pixels[2] | Should -Be 32, 64, 96
        }
    }
    Context 'The truth' {
        It 'stays' { Get-Point ($page | Add-EcgBackground) | Should -Be (Get-Point $page) }
        It 'says what a clip hides' {
            # A trace at the very top of the sheet.
            $full = New-EcgRecord -Signal (@(10.9) * 1000) -Lead II -SamplingRate 100 | New-EcgPaper -Dpi 100 -Layout 1x1
            "$(($full | Add-EcgBackground Clipboard | Get-EcgGroundTruth).Leads.Flags.Kind)" | Should -Match 'Occluded'
            "$(($full | Add-EcgBackground Desk | Get-EcgGroundTruth).Leads.Flags.Kind)" | Should -Not -Match 'Occluded'
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgBackground -Scale 9 } | Should -Throw
            { $page | Add-EcgBackground Moon } | Should -Throw
            { $page | Add-EcgBackground -Color nonsense } | Should -Throw
        }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgBackground | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgBackground | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'background'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
