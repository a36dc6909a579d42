# Find-EcgTerm on a user's machine: terms of texts and files.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
}

Describe 'Find-EcgTerm' {
    Context 'Texts' {
        It 'gives terms with kind and place' {
            $terms = @('Sinus rhythm with LAFB.' | Find-EcgTerm)
            $terms.Text | Should -Be 'Sinus rhythm', 'LAFB'
            $terms.Kind | Should -Be 'Rhythm', 'Finding'
            $terms[1].Start | Should -Be 18
        }
        It 'gives nothing for ordinary prose' { Find-EcgTerm 'This road leads to a block of flats.' | Should -BeNullOrEmpty }
        It 'ranks and counts with -Top' {
            $top = @('Asystole, asystole and syncope.', 'Asystole again.' | Find-EcgTerm -Top 1)
            $top.Count | Should -Be 1
            $top[0].Text | Should -Be 'Asystole'
            $top[0].Count | Should -Be 3
        }
    }
    Context 'Files' {
        It 'reads text, Markdown and HTML by wildcard' {
            'Atrial flutter.' | Set-Content "$TestDrive/a.txt"
            '**Atrial flutter**' | Set-Content "$TestDrive/b.md"
            '<p>Atrial <b>flutter</b><script>asystole</script>' | Set-Content "$TestDrive/c.html"
            $terms = @(Find-EcgTerm -Path "$TestDrive/*")
            $terms.Text | Should -Be 'Atrial flutter', 'Atrial flutter', 'Atrial flutter'
            $terms[0].Source | Should -BeLike '*a.txt'
        }
        It 'reports a file that is missing and goes on' {
            Find-EcgTerm -Path "$TestDrive/none.txt" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileNotFound*'
        }
    }
}
