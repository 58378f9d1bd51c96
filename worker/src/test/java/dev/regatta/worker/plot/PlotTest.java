package dev.regatta.worker.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

    @Test
    void everyCellOfAConfusionMatrixIsDrawnWithItsCount() throws Exception {
        Document plot = parse(ConfusionPlot.of(new int[][] {{3, 1}, {0, 4}}));

        NodeList cells = plot.getElementsByTagName("title");
        assertThat(cells.getLength()).isEqualTo(4);
        assertThat(cells.item(0).getTextContent()).isEqualTo("class 0 answered 0: 3 samples, 75.0 % of the class");
        assertThat(cells.item(3).getTextContent()).isEqualTo("class 1 answered 1: 4 samples, 100.0 % of the class");
    }

    @Test
    void barsOfClustersAreInDescendingOrderAndScaledToTheLargest() throws Exception {
        Document plot = parse(ClusterSizePlot.of("sizes", new int[] {1, 4, 2}));

        NodeList bars = plot.getElementsByTagName("title");
        assertThat(bars.getLength()).isEqualTo(3);
        assertThat(bars.item(0).getTextContent()).isEqualTo("4 samples");
        assertThat(bars.item(2).getTextContent()).isEqualTo("1 samples");
        double tallest = height(bars.item(0).getParentNode());
        assertThat(height(bars.item(2).getParentNode())).isEqualTo(tallest / 4);
    }

    @Test
    void nothingToDrawIsStillADocument() throws Exception {
        parse(ClusterSizePlot.of("none", new int[0]));
        parse(ConfusionPlot.of(new int[0][]));
    }

    private static double height(org.w3c.dom.Node bar) {
        return Double.parseDouble(((Element) bar).getAttribute("height"));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
