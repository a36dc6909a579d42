# Export-EcgImage on a user's machine: names, formats, safety, and the same bytes whatever the threads.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $pages = @(New-EcgRecord -Count 3 -Duration 3 | New-EcgPaper -Dpi 60)
}

Describe 'Export-EcgImage' {
    Context 'Names and formats' {
        It 'writes an image and its JSON per page into a new folder' {
            $pages | Export-EcgImage "$TestDrive/plain"
            @(Get-ChildItem "$TestDrive/plain").Count | Should -Be 6
        }
        It 'fills patterns and gives the files in order' {
            (($pages | Export-EcgImage "$TestDrive/named/{Index:00}_{Record}.jpg" -PassThru).Name) -join ' ' | Should -Be '00_synthetic_0_000.jpg 01_synthetic_0_001.jpg 02_synthetic_0_002.jpg'
        }
        It 'writes the truth when told' {
            $pages[0] | Export-EcgImage "$TestDrive/truth.png" -Truth
            $truth = [IO.File]::ReadAllText("$TestDrive/truth.json") | ConvertFrom-Json
            $truth.leads.Count | Should -Be 13
            $truth.leads[0].points.Count | Should -BeGreaterThan 100
        }
    }
    Context 'Layered truth' {
        It 'writes <Files> with <Name>' -ForEach @(
            @{ Name = 'Mask'; Files = @('_mask.png') }
            @{ Name = 'Plane'; Files = @('_planes.npz') }
            @{ Name = 'Clean'; Files = @('_clean.png') }
            @{ Name = 'Coordinate'; Files = @('_coordinates.npy', '_nodes.npy') }
        ) {
            $switch = @{ $Name = $true }
            $pages[0] | Export-EcgImage "$TestDrive/layers-$Name/a.png" @switch
            @(Get-ChildItem "$TestDrive/layers-$Name").Count | Should -Be (2 + $Files.Count)
            foreach ($file in $Files) { Test-Path "$TestDrive/layers-$Name/a$file" | Should -BeTrue }
        }
        It 'writes annotations for other programs' {
            $pages[0] | Export-EcgImage "$TestDrive/annotated/a.png" -Annotation Coco, Yolo, EcgImageKit
            $coco = [IO.File]::ReadAllText("$TestDrive/annotated/a_coco.json") | ConvertFrom-Json
            $coco.images[0].file_name | Should -Be 'a.png'
            @([IO.File]::ReadAllLines("$TestDrive/annotated/a.txt")).Count | Should -Be $coco.annotations.Count
            [IO.File]::ReadAllText("$TestDrive/annotated/a.hea") | Should -Match '# Image: a.png'
        }
        It 'overwrites a mask only with -Force' {
            $null = New-Item -ItemType Directory "$TestDrive/mine"
            Set-Content "$TestDrive/mine/a_mask.png" 'mine'
            $pages[0] | Export-EcgImage "$TestDrive/mine/a.png" -Mask -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileExists,'
            @(Get-ChildItem "$TestDrive/mine").Count | Should -Be 1
            { $pages[0] | Export-EcgImage "$TestDrive/mine/a.png" -Mask -Force -ErrorAction Stop } | Should -Not -Throw
        }
        It 'leaves nothing with -WhatIf' {
            $pages | Export-EcgImage "$TestDrive/layers-whatif" -Mask -Plane -Clean -Coordinate -WhatIf
            Test-Path "$TestDrive/layers-whatif" | Should -BeFalse
        }
    }
    Context 'Vectors and archives' {
        It 'writes <format> files ending in <ending>' -ForEach @(
            @{ format = 'Webp'; ending = '.webp' }, @{ format = 'WebpLossless'; ending = '.webp' }, @{ format = 'Tiff'; ending = '.tif' },
            @{ format = 'TiffGray'; ending = '.tif' }, @{ format = 'TiffBilevel'; ending = '.tif' }, @{ format = 'Pdf'; ending = '.pdf' }, @{ format = 'Svg'; ending = '.svg' }) {
            $file = $pages[0] | Export-EcgImage "$TestDrive/$format" -Format $format -PassThru
            $file.Extension | Should -Be $ending
            ([IO.File]::ReadAllText("$TestDrive/$format/$($file.BaseName).json") | ConvertFrom-Json).image.format | Should -Be $format
        }
        It 'makes SVG that tells which lead is where' {
            $pages[0] | Export-EcgImage "$TestDrive/vector.svg"
            $traces = ([xml][IO.File]::ReadAllText("$TestDrive/vector.svg")).svg.g.g | Where-Object class -eq trace
            $traces.Count | Should -Be 13
            $traces.'data-lead-id' | Should -Contain 'II-rhythm'
        }
    }
    Context 'Safety' {
        It 'leaves nothing with -WhatIf' {
            $pages | Export-EcgImage "$TestDrive/whatif" -WhatIf
            Test-Path "$TestDrive/whatif" | Should -BeFalse
        }
        It 'overwrites only with -Force' {
            $pages[0] | Export-EcgImage "$TestDrive/once.png"
            $pages[0] | Export-EcgImage "$TestDrive/once.png" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileExists,'
            { $pages[0] | Export-EcgImage "$TestDrive/once.png" -Force -ErrorAction Stop } | Should -Not -Throw
        }
        It 'says it when two pages go to one file' {
            $pages | Export-EcgImage "$TestDrive/same.png" -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems.Count | Should -Be 2
        }
        It 'leaves no temporary file when the pipeline ends early' {
            New-EcgRecord -Count 200 -Duration 3 | New-EcgPaper -Dpi 60 | Export-EcgImage "$TestDrive/early" -PassThru | Select-Object -First 2 | Should -HaveCount 2
            @(Get-ChildItem "$TestDrive/early" -Force -Filter *.tmp).Count | Should -Be 0
        }
    }
    Context 'Reproducibility' {
        It 'writes the same bytes with one thread and with four' {
            foreach ($threads in 1, 4) { $pages | Export-EcgImage "$TestDrive/threads$threads" -Truth -ThrottleLimit $threads }
            foreach ($file in Get-ChildItem "$TestDrive/threads1") {
                (Get-FileHash $file.FullName).Hash | Should -Be (Get-FileHash "$TestDrive/threads4/$($file.Name)").Hash
            }
        }
    }
}
