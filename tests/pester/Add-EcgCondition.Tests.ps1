# Add-EcgCondition on a user's machine: what is drawn, what names of files say, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCondition' {
    Context 'What is drawn' {
        It 'is stages, and the name stays: <_>' -ForEach Scan, ScanGray, Photo, ScreenPhoto, Stained, Damaged, Mould, MouldGray {
            $image = $page | Add-EcgCondition $_
            $image.Recipe.Condition | Should -Be $_
            $image.Stages.Count | Should -BeGreaterThan 4
            $image.Stages.Name | Should -Not -Contain 'condition'
            Get-Hash $image | Should -Not -Be (Get-Hash $page)
        }
        It 'is nothing for Original' { Get-Hash ($page | Add-EcgCondition Original) | Should -Be (Get-Hash $page) }
        It 'is the same by the same seed' { Get-Hash ($page | Add-EcgCondition Photo) | Should -Be (Get-Hash ($page | Add-EcgCondition Photo)) }
        It 'is one of several where none is named' {
            $drawn = New-EcgRecord | New-EcgPaper -Dpi 60 -Variant (0..19) | Add-EcgCondition
            ($drawn.Recipe.Condition | Sort-Object -Unique).Count | Should -BeGreaterThan 4
        }
    }
    Context 'Files' {
        It 'have its name where it is asked for' {
            $file = $page | Add-EcgCondition Scan | Export-EcgImage "$TestDrive/{Condition}.png" -PassThru
            $file.Name | Should -Be 'Scan.png'
        }
    }
    Context 'Errors' {
        It 'refuse an unknown name' { { $page | Add-EcgCondition Fax } | Should -Throw }
        It 'refuse a second condition' { { $page | Add-EcgCondition Original | Add-EcgCondition Scan -ErrorAction Stop } | Should -Throw '*stands once*' }
        It 'refuse a place after the camera' { { $page | Add-EcgAffine | Add-EcgCondition Scan -ErrorAction Stop } | Should -Throw '*cannot follow*' }
    }
}
