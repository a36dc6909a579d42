# Add-EcgCurl on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgCurl' {
    Context 'What is chosen' {
        It 'is what is given' { ($page | Add-EcgCurl Roll -Radius 300).Stages[1].Radius | Should -Be 300 }
        It 'is drawn by the seed where nothing is given' {
            (Get-Hash ($page | Add-EcgCurl)) | Should -Be (Get-Hash ($page | Add-EcgCurl))
            (Get-Hash ($page | Add-EcgCurl)) | Should -Not -Be (Get-Hash $page)
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgCurl -Radius 5 } | Should -Throw }
    }
}
