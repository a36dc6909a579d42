# Add-EcgCrop on a user's machine: frames, what truth says of what they cut off, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 100
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
    function Get-Point($image) { "$(($image | Get-EcgGroundTruth).Leads[3].Points[99])" }
}

Describe 'Add-EcgCrop' {
    Context 'What is chosen' {
        It 'is what is given' {
            $stage = ($page | Add-EcgCrop -Left 4 -Bottom -5).Stages[1]
            $stage.Left, $stage.Top, $stage.Right, $stage.Bottom | Should -Be 4, 0, 0, -5
        }
        It 'has a margin around the sheet and none inside' {
            ($page | Add-EcgCrop Sheet).Stages[1].Margin | Should -Be 10
            ($page | Add-EcgCrop Inside).Stages[1].Margin | Should -Be 0
        }
        It 'is drawn by the seed where nothing is given' {
            Get-Hash ($page | Add-EcgCrop) | Should -Be (Get-Hash ($page | Add-EcgCrop))
            Get-Hash ($page | Add-EcgCrop) | Should -Not -Be (Get-Hash $page)
            Get-Hash (New-EcgRecord | New-EcgPaper -Dpi 100 -Variant 1 | Add-EcgCrop) | Should -Not -Be (Get-Hash ($page | Add-EcgCrop))
        }
    }
    Context 'The frame' {
        It 'stays where no side moves' { Get-Hash ($page | Add-EcgCrop -Left 0) | Should -Be (Get-Hash $page) }
        It 'is as wide as asked' {
            $small = $page | Add-EcgPerspective | Add-EcgCrop Sheet -Width 400
            $small.Render().Width | Should -Be 400
            ($small | Get-EcgGroundTruth).Image.Width | Should -Be 400
        }
        It 'loses what is cut off' { ($page | Add-EcgCrop -Left 25.4).Render().Width | Should -Be ($page.Render().Width - 100) }
    }
    Context 'The truth' {
        It 'flags samples beside the image, and says how much is visible' {
            $leads = ($page | Add-EcgCrop -Left 60 | Get-EcgGroundTruth).Leads
            "$($leads.Flags.Kind)" | Should -Match 'Cropped'
            $leads[0].Visible | Should -BeLessThan 1
            $leads[11].Visible | Should -Be 1
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' {
            { $page | Add-EcgCrop -Width 3 } | Should -Throw
            { $page | Add-EcgCrop Outside } | Should -Throw
            { $page | Add-EcgCrop -Left 2000 } | Should -Throw
        }
        It 'refuse sides of a fitted frame' { { $page | Add-EcgCrop Sheet -Left 3 } | Should -Throw }
        It 'refuse to cut everything off' { { ($page | Add-EcgCrop -Left 400 -ErrorAction Stop).Render() } | Should -Throw '*nothing is left*' }
        It 'refuse stages of the sheet after it' { { $page | Add-EcgCrop | Add-EcgCrease -ErrorAction Stop } | Should -Throw '*order is sheet, camera, sensor*' }
        It 'refuse vector formats' {
            $page | Add-EcgCrop | Export-EcgImage "$TestDrive/a.svg" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^ArgumentInvalid,'
            "$($problems[0])" | Should -Match 'crop'
            "$TestDrive/a.svg" | Should -Not -Exist
        }
    }
}
