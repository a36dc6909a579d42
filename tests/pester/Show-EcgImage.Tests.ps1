# Show-EcgImage on a user's machine: the characters that it writes are what terminals take.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $pwsh = [Environment]::ProcessPath
    function Show([string] $Arguments) {
        (& $pwsh -NoProfile -Command "Import-Module '$module/EcgGen.psd1'; New-EcgRecord | New-EcgPaper -Dpi 60 | Show-EcgImage $Arguments") -join "`n"
    }
}

Describe 'Show-EcgImage' {
    Context 'Protocols' {
        It 'writes <Protocol> where it is asked for' -ForEach @(
            @{ Protocol = 'Sixel'; Begin = "`eP0;1;0q" }
            @{ Protocol = 'Kitty'; Begin = "`e_Ga=T," }
            @{ Protocol = 'ITerm'; Begin = "`e]1337;File=" }
            @{ Protocol = 'Block'; Begin = "`e[38;2;" }
        ) {
            (Show "-Protocol $Protocol -Width 20").StartsWith($Begin) | Should -BeTrue
        }
        It 'writes a line of half blocks for two rows of pixels' { (Show '-Protocol Block -Width 40 -Truth').Split("`n").Count | Should -Be 14 }
    }
    Context 'No terminal' {
        It 'says so where the output is redirected' { & $pwsh -NoProfile -Command "Import-Module '$module/EcgGen.psd1'; New-EcgRecord | New-EcgPaper -Dpi 60 | Show-EcgImage" 2>&1 | Out-String | Should -Match 'no terminal' }
    }
    Context 'Regions' {
        It 'refuses what is not in the image' {
            New-EcgRecord | New-EcgPaper -Dpi 60 | Show-EcgImage -Protocol Block -Region V9 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^LeadNotFound,'
        }
    }
}
