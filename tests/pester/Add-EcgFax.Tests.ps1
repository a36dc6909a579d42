# Add-EcgFax on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgFax' {
    Context 'What is chosen' {
        It 'is what is given' { ($page | Add-EcgFax).Stages[1].Name | Should -Be 'fax' }
        It 'is drawn by the seed where nothing is given' {
            (Get-Hash ($page | Add-EcgFax)) | Should -Be (Get-Hash ($page | Add-EcgFax))
            (Get-Hash ($page | Add-EcgFax)) | Should -Not -Be (Get-Hash $page)
        }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgFax -Nonsense 1 } | Should -Throw }
    }
}
