@{
    RootModule           = 'EcgGen.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5d1f0f6a-6c35-4c4e-9a6b-0b1f6a3f2c71'
    Author               = 'The EcgGen authors'
    Copyright            = 'Copyright (c) The EcgGen authors. MIT licence.'
    Description          = 'Makes paper-ECG images whose signals are known: reads ECG recordings or synthesises them, draws the standard page in true millimetres, and exports image and exact ground truth, many in parallel.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('EcgGen.Types.ps1xml')
    FormatsToProcess     = @('EcgGen.Format.ps1xml')
    CmdletsToExport      = @(
        'Add-EcgAffine'
        'Add-EcgBackground'
        'Add-EcgBlur'
        'Add-EcgCompression'
        'Add-EcgCondition'
        'Add-EcgCrease'
        'Add-EcgCrop'
        'Add-EcgCrumple'
        'Add-EcgCurl'
        'Add-EcgDenoise'
        'Add-EcgFax'
        'Add-EcgHalftone'
        'Add-EcgHandwriting'
        'Add-EcgLensDistortion'
        'Add-EcgLight'
        'Add-EcgNoise'
        'Add-EcgPerspective'
        'Add-EcgPhotocopy'
        'Add-EcgPrintedText'
        'Add-EcgScreen'
        'Add-EcgSharpening'
        'Add-EcgSignalNoise'
        'Add-EcgStain'
        'Add-EcgWrinkle'
        'Edit-EcgRecord'
        'Export-EcgGallery'
        'Export-EcgImage'
        'Export-EcgRecord'
        'Find-EcgTerm'
        'Get-EcgGroundTruth'
        'Import-EcgRecipe'
        'Import-EcgRecord'
        'Merge-EcgDataset'
        'New-EcgDataset'
        'New-EcgImage'
        'New-EcgPaper'
        'New-EcgRecord'
        'Set-EcgColorDepth'
        'Set-EcgColorTemperature'
        'Test-EcgDataset'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('ECG', 'EKG', 'Electrocardiogram', 'SyntheticData', 'GroundTruth', 'WFDB', 'PhysioNet', 'Linux')
            LicenseUri = 'https://opensource.org/license/mit'
            ProjectUri = 'https://github.com/EcgGen/EcgGen'
        }
    }
}
