# Add-EcgCrop on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCrop' {
    Context 'What is chosen' {
        It 'is what is given' { ($page | Add-EcgCrop -Fit Sheet -Width 400).Render().Width | Should -Be 400 }
        It 'is drawn by the seed where nothing is given' {
            (Get-Hash ($page | Add-EcgCrop)) | Should -Be (Get-Hash ($page | Add-EcgCrop))
            (Get-Hash ($page | Add-EcgCrop)) | Should -Not -Be (Get-Hash $page)
        }
    }
    Context 'Nothing' {
        It 'changes nothing' { Get-Hash ($page | Add-EcgCrop -Left 0) | Should -Be (Get-Hash $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgCrop -Width 3 } | Should -Throw }
    }
}
