# Add-EcgPerspective on a user's machine: what is chosen, what it does, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60
    function Get-Hash($image) { [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($image.Render().Pixels)) }
}

Describe 'Add-EcgPerspective' {
    Context 'What is chosen' {
        It 'is what is given' { ($page | Add-EcgPerspective -Yaw 12 -Distance 400).Stages[1].Yaw | Should -Be 12 }
        It 'is drawn by the seed where nothing is given' {
            (Get-Hash ($page | Add-EcgPerspective)) | Should -Be (Get-Hash ($page | Add-EcgPerspective))
            (Get-Hash ($page | Add-EcgPerspective)) | Should -Not -Be (Get-Hash $page)
        }
    }
    Context 'Nothing' {
        It 'changes nothing' { Get-Hash ($page | Add-EcgPerspective -Yaw 0) | Should -Be (Get-Hash $page) }
    }
    Context 'Errors' {
        It 'refuse values out of range' { { $page | Add-EcgPerspective -Yaw 61 } | Should -Throw }
    }
}
