# Edit-EcgRecord on a user's machine: electrodes, rates, cuts and leads.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
}

Describe 'Edit-EcgRecord' {
    Context 'Electrodes' {
        It 'turns lead I over when the arms are swapped' {
            $record = New-EcgRecord -Duration 1
            $swapped = $record | Edit-EcgRecord -SwapElectrode RA/LA
            [Math]::Abs($swapped['I'].Samples[100] + $record['I'].Samples[100]) | Should -BeLessThan 1e-9
        }
    }
    Context 'Shape' {
        It 'resamples, cuts and chooses' {
            $record = New-EcgRecord | Edit-EcgRecord -SamplingRate 250 -Start 2 -Duration 4 -Lead V1, II
            $record.SampleCount | Should -Be 1000
            $record.Leads.Name | Should -Be 'V1', 'II'
        }
        It 'reports a lead that is not there' {
            $null = New-EcgRecord | Edit-EcgRecord -Lead V9 -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -Match '^LeadNotFound,'
        }
    }
}
