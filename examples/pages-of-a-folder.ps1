# Draws every record below a folder on standard paper, with ground truth, and says how many pages came of it.
# Usage: pages-of-a-folder.ps1 RECORDS PAGES
param(
    [Parameter(Mandatory)] [string] $Records,
    [Parameter(Mandatory)] [string] $Pages
)

Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', 'out', 'module', 'EcgGen', 'EcgGen.psd1'))

$files = @(Import-EcgRecord $Records -Recurse | New-EcgPaper | Export-EcgImage $Pages -Truth -PassThru)
"$($files.Count) pages are in $Pages"
