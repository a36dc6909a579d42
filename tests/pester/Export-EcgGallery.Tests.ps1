# Export-EcgGallery on a user's machine: pages of a pipeline and of a data set.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $pages = @(New-EcgRecord -Count 3 -Duration 3 | New-EcgPaper -Dpi 60)
}

Describe 'Export-EcgGallery' {
    Context 'Images of a pipeline' {
        It 'writes a page with a thumbnail for each image' {
            $page = $pages | Export-EcgGallery "$TestDrive/look" -PassThru
            $page.Name | Should -Be 'index.html'
            @(Get-ChildItem "$TestDrive/look/thumbs" -Recurse -File).Count | Should -Be 3
            @(Get-ChildItem "$TestDrive/look/images" -Recurse -Filter *_mask.png).Count | Should -Be 3
        }
        It 'replaces a gallery only with -Force' {
            $pages[0] | Export-EcgGallery "$TestDrive/look" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileExists,'
            { $pages[0] | Export-EcgGallery "$TestDrive/look" -Force -ErrorAction Stop } | Should -Not -Throw
            @(Get-ChildItem "$TestDrive/look/thumbs" -Recurse -File).Count | Should -Be 1
        }
        It 'leaves nothing with -WhatIf' {
            $pages | Export-EcgGallery "$TestDrive/whatif" -WhatIf
            Test-Path "$TestDrive/whatif" | Should -BeFalse
        }
    }
    Context 'A data set' {
        BeforeAll {
            $pages[0] | Export-EcgImage "$TestDrive/set/a.png"
            $line = @{
                id = 'a'; index = 0; variant = 0; split = 'train'; record = @{ name = 'r'; sha256 = '' }; width = 702; height = 496
                recipe = @{ sha256 = ''; layout = '3x4+1'; stages = @('paper') }
                files = @(@{ kind = 'image'; path = 'a.png'; sha256 = ''; bytes = 0 })
            }
            Set-Content "$TestDrive/set/manifest.jsonl" ($line | ConvertTo-Json -Compress -Depth 5)
        }
        It 'writes the page into the data set' {
            Export-EcgGallery -DatasetPath "$TestDrive/set"
            Test-Path "$TestDrive/set/gallery/index.html" | Should -BeTrue
        }
        It 'says what is no data set' {
            Export-EcgGallery -DatasetPath "$TestDrive/look" -ErrorAction SilentlyContinue -ErrorVariable problems -WarningAction SilentlyContinue
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileNotFound,'
        }
    }
}
