# Get-EcgGroundTruth on a user's machine: where things are, checked by hand.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 254
    $truth = $page | Get-EcgGroundTruth
}

Describe 'Get-EcgGroundTruth' {
    Context 'Leads' {
        It 'tells of all, the rhythm strip included' { @($truth.Leads).Count | Should -Be 13 }
        It 'has a point per sample' { $truth.Leads[0].Points.Count | Should -Be 1250 }
        It 'is true to scale: 25 mm/s and 10 mm/mV at 10 pixels a mm' {
            $lead = $truth.Leads[0]
            $lead.Points[500].X - $lead.Points[0].X | Should -Be 250
            $height = $lead.Baseline[0].Y - $lead.Points[0].Y
            [Math]::Abs($height - 100 * $page.Record['I'].Samples[0]) | Should -BeLessThan 0.01
        }
    }
    Context 'Grid' {
        It 'has a node every 5 mm' { [Math]::Abs($truth.Grid[0][1].X - $truth.Grid[0][0].X - 50) | Should -BeLessThan 0.01 }
    }
    Context 'The drawn image' {
        It 'comes with the same truth' { $page.Render().Truth.Leads[5].Points[7] | Should -Be $truth.Leads[5].Points[7] }
    }
}
