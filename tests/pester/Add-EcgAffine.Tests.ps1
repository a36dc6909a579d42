# Add-EcgAffine on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgAffine' {
    Context 'What is chosen' {
        It 'is what is given' { ($page | Add-EcgAffine -Rotation 12 -Scale 0.9).Stages[1].Rotation | Should -Be 12 }
        It 'is drawn by the seed where nothing is given' {
            (Get-Hash ($page | Add-EcgAffine)) | Should -Be (Get-Hash ($page | Add-EcgAffine))
            (Get-Hash ($page | Add-EcgAffine)) | Should -Not -Be (Get-Hash $page)
        }
    }
    Context 'Nothing' {
        It 'changes nothing' { Get-Hash ($page | Add-EcgAffine -Rotation 0) | Should -Be (Get-Hash $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgAffine -Rotation 181 } | Should -Throw }
    }
}
