# Add-EcgPhotocopy on a user's machine: what is copied, what lies on the copy, what is refused.
BeforeAll {
    $module = $env:ECGGEN_MODULE ? $env:ECGGEN_MODULE : "$PSScriptRoot/../../out/module/EcgGen"
    Import-Module "$module/EcgGen.psd1"
    $page = New-EcgRecord | New-EcgPaper -Dpi 60 -GridColor '#E08080'
    function Test-Grey($image) {
        $pixels = $image.Render().Pixels
        for ($i = 0; $i -lt 30000; $i += 3) {
            if ($pixels[$i] -ne $pixels[$i + 1] -or $pixels[$i] -ne $pixels[$i + 2]) { return $false }
        }
        $true
    }
}

Describe 'Add-EcgPhotocopy' {
    Context 'A copy' {
        It 'is grey unless the copier copies colours' {
            Test-Grey ($page | Add-EcgPhotocopy) | Should -BeTrue
            Test-Grey ($page | Add-EcgPhotocopy -Color) | Should -BeFalse
        }
        It 'is of the generation asked for' {
            ($page | Add-EcgPhotocopy 4).Stages[1].Generation | Should -Be 4
        }
        It 'moves nothing' {
            $copied = $page | Add-EcgPhotocopy | Get-EcgGroundTruth
            $copied.Leads[0].Points[100] | Should -Be ($page | Get-EcgGroundTruth).Leads[0].Points[100]
        }
    }
    Context 'What comes later' {
        It 'lies on the copy' {
            $later = ($page | Add-EcgPhotocopy | Add-EcgStain Yellowing -Strength 1)
            Test-Grey $later | Should -BeFalse
            Test-Grey ($page | Add-EcgStain Yellowing -Strength 1 | Add-EcgPhotocopy) | Should -BeTrue
        }
    }
    Context 'Errors' {
        It 'refuse what is out of range' {
            { $page | Add-EcgPhotocopy 0 } | Should -Throw
            { $page | Add-EcgPhotocopy -Contrast 1.5 } | Should -Throw
        }
    }
}
