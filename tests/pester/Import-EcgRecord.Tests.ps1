# Import-EcgRecord on a user's machine: files as PowerShell hands them over, cuts, privacy, errors per item.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"

    function New-WfdbRecord([string] $Path, [int] $Samples = 500) {
        # Two leads of format 16 at 1000 per mV: a ramp, and its mirror.
        $name = [IO.Path]::GetFileName($Path)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
        [IO.File]::WriteAllText("$Path.hea", "$name 2 250 $Samples`n$name.dat 16 1000/mV 16 0 0 0 0 I`n$name.dat 16 1000/mV 16 0 0 0 0 II`n#Age: 61`n#Name: Erika Mustermann`n")
        $bytes = [byte[]]::new(4 * $Samples)
        for ($i = 0; $i -lt $Samples; $i++) {
            [BitConverter]::GetBytes([int16]$i).CopyTo($bytes, 4 * $i)
            [BitConverter]::GetBytes([int16](-$i)).CopyTo($bytes, 4 * $i + 2)
        }
        [IO.File]::WriteAllBytes("$Path.dat", $bytes)
    }

    New-WfdbRecord "$TestDrive/records/a"
    New-WfdbRecord "$TestDrive/records/b"
    New-WfdbRecord "$TestDrive/records/sub/c[1]"
}

Describe 'Import-EcgRecord' {
    Context 'Paths' {
        It 'reads a file' {
            $record = Import-EcgRecord "$TestDrive/records/a.hea"
            $record.Name | Should -Be 'a'
            $record.SamplingRate | Should -Be 250
            $record.SampleCount | Should -Be 500
            $record.Duration | Should -Be 2
            $record['II'].Samples[100] | Should -Be -0.1
        }
        It 'reads files by wildcard' { @(Import-EcgRecord "$TestDrive/records/*.hea").Name -join ' ' | Should -Be 'a b' }
        It 'reads a folder' { @(Import-EcgRecord "$TestDrive/records").Count | Should -Be 2 }
        It 'reads a folder with its subfolders' { @(Import-EcgRecord "$TestDrive/records" -Recurse).Count | Should -Be 3 }
        It 'takes files from the pipeline' { @(Get-ChildItem "$TestDrive/records" -Filter *.hea -Recurse | Import-EcgRecord).Count | Should -Be 3 }
        It 'takes brackets literally' { (Import-EcgRecord -LiteralPath "$TestDrive/records/sub/c[1].hea").Name | Should -Be 'c[1]' }
    }
    Context 'Cuts' {
        It 'keeps the leads asked for, in their order' { (Import-EcgRecord "$TestDrive/records/a.hea" -Lead ii, I).Leads.Name -join ' ' | Should -Be 'II I' }
        It 'keeps the time asked for' {
            $cut = Import-EcgRecord "$TestDrive/records/a.hea" -Start 1 -Duration 0.5
            $cut.SampleCount | Should -Be 125
            $cut['I'].Samples[0] | Should -Be 0.25
        }
    }
    Context 'Privacy' {
        It 'leaves out what identifies' {
            $record = Import-EcgRecord "$TestDrive/records/a.hea"
            $record.Age | Should -Be 61
            "$($record.Comments)" | Should -Not -Match 'Mustermann'
        }
        It 'keeps it when told' { "$((Import-EcgRecord "$TestDrive/records/a.hea" -KeepIdentity).Comments)" | Should -Match 'Mustermann' }
    }
    Context 'Errors' {
        It 'reports one per item and goes on' {
            $records = @(Import-EcgRecord "$TestDrive/none.hea", "$TestDrive/records/a.hea" -ErrorAction SilentlyContinue -ErrorVariable problems)
            $records.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -Be 'FileNotFound,EcgGen.Commands.ImportEcgRecordCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }
    }
}
