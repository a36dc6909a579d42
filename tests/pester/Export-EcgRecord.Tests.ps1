# Export-EcgRecord on a user's machine: files that come back as the same record.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
}

Describe 'Export-EcgRecord' {
    BeforeAll { $folder = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()) }
    AfterAll { if (Test-Path $folder) { Remove-Item -Recurse $folder } }
    Context 'WFDB' {
        It 'writes header and data that read back' {
            New-EcgRecord -Duration 2 | Export-EcgRecord $folder
            $back = Import-EcgRecord $folder
            $back.SampleCount | Should -Be 1000
            $back.Leads.Count | Should -Be 12
        }
        It 'refuses to overwrite without -Force' {
            New-EcgRecord -Duration 2 | Export-EcgRecord $folder -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^FileExists,'
        }
        It 'leaves nothing with -WhatIf' {
            New-EcgRecord -Duration 2 | Export-EcgRecord (Join-Path $folder whatif) -WhatIf
            Test-Path (Join-Path $folder whatif) | Should -BeFalse
        }
    }
    Context 'EDF+' {
        It 'writes one file that says what it is' {
            $file = New-EcgRecord -Duration 2 | Export-EcgRecord (Join-Path $folder 'a.edf') -PassThru
            $file.Name | Should -Be 'a.edf'
            [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($file.FullName)[192..196]) | Should -Be 'EDF+C'
        }
    }
}
